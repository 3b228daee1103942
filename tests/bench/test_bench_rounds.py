"""Rates become ratios round by round, and a page below its share fails the bench."""

from defense.bench.rounds import Target, as_json, ratios, report, too_slow


def measured(name: str, *rates: float, at_least: float = 0.0) -> Target:
    rounds = [{"per_second": rate, "p50": 1.0, "p95": 2.0, "p99": 3.0} for rate in rates]
    return Target(name, ["/"], at_least, rounds)


def test_a_ratio_compares_with_the_constant_view_of_the_same_round() -> None:
    constant, article = measured("constant view", 1000, 500), measured("article", 400, 200)
    assert ratios(article, constant) == [0.4, 0.4]


def test_the_report_shows_medians_and_spread() -> None:
    constant, article = measured("constant view", 1000, 500, 800), measured("article", 400, 200, 400)
    lines = list(report([constant, article]))
    assert lines[1].split() == [
        "constant",
        "view",
        "800",
        "500-1000",
        "1.000",
        "1.000-1.000",
        "1.00",
        "2.00",
        "3.00",
    ]
    assert lines[2].split() == ["article", "400", "200-400", "0.400", "0.400-0.500", "1.00", "2.00", "3.00"]


def test_a_page_below_its_share_is_too_slow_and_one_at_its_share_is_not() -> None:
    constant = measured("constant view", 1000)
    exact, below = measured("list", 250, at_least=0.25), measured("article", 349, at_least=0.35)
    assert list(too_slow([constant, exact, below])) == [
        "article: 0.349 of the constant view, and 0.35 is needed"
    ]


def test_every_round_is_kept_for_later() -> None:
    constant, article = measured("constant view", 1000), measured("article", 400)
    assert as_json([constant, article])["article"] == {"rounds": article.rounds, "ratios": [0.4]}
