"""An address of every kind of page on the hard site, public and at the desk."""

from tests.browser.hard_content import LONG, REAL, WITHDRAWN, WORD

ARTICLE = f"/articles/{REAL}/"
OTHER_ARTICLE = "/articles/the-role-of-defense-diplomacy-in-enhancing-national-security-strategies/"

PUBLIC = {
    "home": "/",
    "articles": "/articles/",
    "case studies": "/case-studies/",
    "organizations": "/organizations/",
    "countries": "/countries/",
    "agreements": "/agreements/",
    "a list with filters": "/organizations/?type=Regional+organization&topic=peacekeeping",
    "a list that finds nothing": "/organizations/?type=Dialogue+forum&topic=strategic-autonomy",
    "article": ARTICLE,
    "article with a notice": OTHER_ARTICLE,
    "article of long words": f"/articles/{LONG}/",
    "case study": "/case-studies/us-india-defense-cooperation/",
    "organization": "/organizations/nato/",
    "country": "/countries/france/",
    "agreement": "/agreements/beca/",
    "topics": "/topics/",
    "topic": "/topics/joint-exercises/",
    "wanted pages": "/wanted/",
    "corrections": "/corrections/",
    "search": "/search/",
    "search results": "/search/?q=NATO+defence",
    "search results of some words": f"/search/?q=zebra+{WORD}",
    "a search that finds nothing": "/search/?q=sovreignty&kind=article",
    "editions": f"{ARTICLE}editions/",
    "an old edition": f"{ARTICLE}editions/1/",
    "a comparison": f"{ARTICLE}compare/1/2/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "unknown address": "/articles/enhancing-defence/",
    "wanted address": "/articles/achieving-political-stability-through-military-diplomacy/",
    "withdrawn": f"/organizations/{WITHDRAWN}/",
}
STATUS = {"unknown address": 404, "wanted address": 404, "withdrawn": 410}

# The desk's pages of one article; its number is found on the list.
DESK_OF_A_PAGE = {
    "change form": "change/",
    "publish": "publish/",
    "withdraw": "withdraw/",
    "share": "share/",
    "history": "history/",
    "revision": "history/1/",
    "comparison": "compare/r1/e2/",
    "restore": "history/1/restore/",
    "preview": "preview/",
}
DESK = {
    "start page": "/admin/",
    "list of articles": "/admin/pages/article/",
    "add a case study": "/admin/pages/casestudy/add/",
    "defects": "/admin/pages/defect/",
    "wanted titles": "/admin/wanted/",
    "queue": "/admin/queues/facts/",
    "log": "/admin/editorial/logentry/",
    "topics": "/admin/pages/tag/",
    "accounts": "/admin/people/user/",
}
