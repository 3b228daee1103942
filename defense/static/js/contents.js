/* The contents follow the reader: the last heading above the reading line is the current one. */
const READING_LINE = 140;

function follow(contents) {
  const entries = [...contents.querySelectorAll('a[href^="#"]')]
    .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter((entry) => entry.heading);
  let current = null;
  let scheduled = false;

  function keepVisible(link) {
    const frame = contents.getBoundingClientRect();
    const row = link.getBoundingClientRect();
    if (contents.scrollHeight <= contents.clientHeight) return;
    if (row.top < frame.top) contents.scrollTop -= frame.top - row.top + row.height;
    if (row.bottom > frame.bottom) contents.scrollTop += row.bottom - frame.bottom + row.height;
  }

  function mark() {
    scheduled = false;
    const passed = entries.filter((entry) => entry.heading.getBoundingClientRect().top < READING_LINE);
    const link = passed.length ? passed[passed.length - 1].link : null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    if (link) keepVisible(link);
    current = link;
  }

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(mark);
  }

  addEventListener("scroll", schedule, { passive: true });
  addEventListener("resize", schedule, { passive: true });
  mark();
}

document.querySelectorAll("[data-contents]").forEach(follow);
