// Counts of people on the map as ranges in words. Unknown is said, and never a 0.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});

  // To make one takes longer than to draw a mark.
  const made = new Map();
  const intl = (Kind, language, notation = "standard") => {
    const key = `${Kind.name} ${language} ${notation}`;
    if (!made.has(key)) made.set(key, new Kind(language, { notation }));
    return made.get(key);
  };

  sheru.number = (number, strings) => intl(Intl.NumberFormat, strings.language).format(number);
  sheru.short = (number, strings, from = 10000) =>
    intl(Intl.NumberFormat, strings.language, number >= from ? "compact" : "standard").format(number);

  sheru.capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  // The form of `key` for a number: "{n} incident" or "{n} incidents".
  sheru.form = (key, count, strings) => {
    const form = strings[`${key}_${intl(Intl.PluralRules, strings.language).select(count)}`] || strings[`${key}_other`];
    return form.replace("{n}", sheru.number(count, strings));
  };

  // What stands for a Total where one number is wanted: the least that is known, null where nothing is.
  sheru.least = (total) => (total.low_known_in ? total.low : total.known_in ? total.high : null);

  sheru.range = (total, strings) => {
    const { counts } = strings;
    const say = (form, n) => form.replace("{n}", sheru.number(n, strings));
    if (!total.known_in) return counts.unknown;
    if (!total.low_known_in) return total.high === null ? counts.unknown : say(counts.at_most, total.high);
    if (total.high === null) return say(counts.at_least, total.low);
    if (total.high === total.low) return total.approximate ? say(counts.about, total.low) : sheru.number(total.low, strings);
    return counts.range.replace("{low}", sheru.number(total.low, strings)).replace("{high}", sheru.number(total.high, strings));
  };

  // "Detained: at least 50 (unknown in 2)".
  sheru.people = (kind, total, strings) => {
    const unknown = total.unknown_in && total.known_in ? ` ${sheru.form("unknown_in", total.unknown_in, strings)}` : "";
    return `${strings.kinds[kind]}: ${sheru.range(total, strings)}${unknown}`;
  };
})();
