// Dates on the map, as precisely as they are known and in the reader's language.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const asked = import(new URL("timeline-dates.js", document.currentScript.src || sheru.here).href);
  let known = null;
  asked.then((module) => (known = module)).catch((error) => console.warn("Dates:", error.message));

  sheru.datesReady = asked;

  // From `date_start` to `date_end` (ISO days) in words; "" until the names of months are there.
  sheru.when = ({ date_start: first, date_end: last }, language) => {
    if (!known || !first) return "";
    return known.dateText(known.dateNames(language), known.parseDay(first), known.parseDay(last));
  };
})();
