// The timeline by keyboard: arrows go from bar to bar, Enter chooses and lists, Shift with arrows stretches, Escape clears.

const less = (a, b) => (a < b ? a : b);
const more = (a, b) => (a > b ? a : b);

export function keys(timeline, event) {
  if (event.key === "Escape") return timeline.list?.open ? timeline.list.close(true) : timeline.choose({ from: "", to: "" });
  const focused = timeline.root.getRootNode().activeElement;
  const bars = timeline.picture?.nodes?.nodes() ?? [];
  if (!bars.length || !timeline.chart.contains(focused)) return;
  const at = bars.indexOf(focused);
  const bins = timeline.picture.nodes.data();
  if (["Enter", " "].includes(event.key)) {
    if (at < 0) return; // space on the chart itself is playback's
    event.preventDefault();
    timeline.chooseBar(bins[at], true);
    return;
  }
  // Coming from the chart itself, the first step goes to the first bar of the range.
  const enter = Math.max(0, bars.findIndex((bar) => !bar.classList.contains("out")));
  const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  const arrow = event.key.startsWith("Arrow");
  const next = at < 0 && arrow ? enter : Math.max(0, Math.min(bars.length - 1, target));
  if (event.shiftKey) stretch(timeline, bins[at] ?? bins[next], bins[next]);
  else timeline.anchor = null;
  bars[next].focus();
}

// From the anchor, the end of the range that is not in focus, to the bar arrived at.
function stretch(timeline, left, arrived) {
  const { from, to } = timeline.range;
  if (!timeline.anchor) {
    const end = left.to === to ? from : left.from === from ? to : "";
    timeline.anchor = timeline.bins.find((bin) => end && bin.from <= end && bin.to >= end) ?? left;
  }
  const range = { from: less(timeline.anchor.from, arrived.from), to: more(timeline.anchor.to, arrived.to) };
  timeline.choose(range, 300); // several steps in a row are one wish
}
