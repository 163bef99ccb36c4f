// Countries shaded by a number. Unknown is hatched; 0 is a class of its own; a country without incidents stays as it is.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  // From few to many by lightness, so that every reader can tell the order (ColorBrewer's OrRd and PuOr, C. Brewer).
  const SHADES = {
    light: {
      more: ["#fdd49e", "#fdb27b", "#f5804f", "#d93f2b", "#990000"],
      up: ["#fdc57f", "#e08214", "#9a4a05"], down: ["#c5bfdf", "#8073ac", "#4a2380"], zero: "#fbf8f2",
    },
    dark: {
      more: ["#5a2c25", "#8a3a2c", "#bf5138", "#ec8354", "#fdcf94"],
      up: ["#6e4413", "#b97420", "#fdb863"], down: ["#453a72", "#7869b0", "#b9aae8"], zero: "#3b444b",
    },
  };
  const SMALL = 3; // pixels: a shape that is less is marked by a dot as well

  // The class of a value: "unknown", "zero", or [list of shades, place in it]; null for a country without incidents.
  const classOf = (country, shade, classes) => {
    const value = country.values[shade];
    if (shade !== "change" && country.incidents === 0) return null;
    if (value === null) return "unknown";
    if (value === 0) return "zero";
    const size = Math.abs(value);
    const place = classes.findLastIndex(([low]) => low <= size + 1e-9);
    return [shade === "change" ? (value > 0 ? "up" : "down") : "more", Math.max(0, place)];
  };

  // Of three classes of five, the lightest, the middle and the darkest.
  const shadeOf = (theme, found, number) => {
    const shades = SHADES[theme] || SHADES.light;
    if (found === "unknown") return "unknown";
    if (found === "zero") return shades.zero;
    const list = shades[found[0]];
    const place = number > 1 ? Math.round((found[1] * (list.length - 1)) / (number - 1)) : list.length - 1;
    return list[place];
  };

  const lacksDates = (layer, content) => layer.chosen.shade === "change" && !content.before;

  const facts = (layer, country, content) => {
    const { strings } = layer.options;
    const note = element("div", "sheru-hint");
    const add = (text) => note.append(element("span", "", text));
    note.append(element("strong", "", sheru.countryName(country.country, strings.language)));
    add(sheru.form("incidents", country.incidents, strings));
    if (country.incidents) add(sheru.people("detained", country.detained, strings));
    const { per_million: rate, change } = country.values;
    const rates = new Intl.NumberFormat(strings.language, { maximumSignificantDigits: 2 });
    add(`${sheru.capital(strings.choices.shade.values.per_million)}: ${rate === null ? strings.counts.unknown : rates.format(rate)}`);
    if (content.before) {
      add(strings.legend.against.replace("{n}", signed(change, strings)).replace("{dates}", period(content, strings)));
    }
    return note;
  };

  const signed = (number, strings) => minus(new Intl.NumberFormat(strings.language, { signDisplay: "exceptZero" }).format(number));
  const minus = (text) => text.replace("-", "−");
  const period = ({ before }, { language }) => sheru.when({ date_start: before.from, date_end: before.to }, language);

  // Every shaded country can be reached with the keyboard, and one whose shape is too small to be seen has a dot.
  const spot = (layer, country, content, colour) => {
    const place = sheru.base.placeOf(country.country);
    if (!place) return null;
    const { strings } = layer.options;
    const body = element("span", "sheru-spot");
    body.classList.toggle("unknown", colour === "unknown");
    if (colour !== "unknown") body.style.background = colour;
    const icon = L.divIcon({ html: body, className: "sheru-icon", iconSize: [20, 20] });
    const at = layer.shownAt({ latitude: place[0], longitude: place[1] });
    const mark = Object.assign(L.marker(at, { icon }), { seen: () => {
      body.classList.toggle("seen", sheru.base.widthOf(country.country) < SMALL);
    } });
    const name = sheru.countryName(country.country, strings.language);
    mark.bindTooltip(() => facts(layer, country, content), { direction: "top", className: "sheru-tip", opacity: 1 });
    sheru.pressed(mark, `${name}: ${said(layer, country, content)}`, () => tell(layer, country, content, at));
    return mark;
  };

  // The number that is shaded, in words.
  const said = (layer, country, content) => {
    const { strings } = layer.options;
    const { shade } = layer.chosen;
    if (shade === "detained") return sheru.people("detained", country.detained, strings);
    const incidents = sheru.form("incidents", country.incidents, strings);
    if (shade === "change" && content.before) {
      return strings.legend.against.replace("{n}", signed(country.values.change, strings)).replace("{dates}", period(content, strings));
    }
    return incidents;
  };

  const tell = (layer, country, content, at) => sheru.tell(layer, facts(layer, country, content), at);

  // What lies under the pointer; the map hears it while countries are shaded.
  const listen = (layer) => {
    if (layer.overCountries) return;
    const tip = L.tooltip({ direction: "top", className: "sheru-tip", opacity: 1, offset: [0, -6] });
    const found = (event) => {
      const code = event.originalEvent.target.closest?.(".sheru-icon, .leaflet-control, .leaflet-popup") ? "" : sheru.base.countryAt(event.latlng);
      return layer.answer?.content.countries?.find((country) => country.country && country.country === code);
    };
    const over = (event) => {
      const country = found(event);
      layer.map.getContainer().classList.toggle("over-country", Boolean(country));
      if (!country) return tip.remove();
      tip.setContent(facts(layer, country, layer.answer.content)).setLatLng(event.latlng);
      if (!layer.map.hasLayer(tip)) tip.addTo(layer.map);
    };
    const press = (event) => {
      const country = found(event);
      tip.remove();
      if (country) tell(layer, country, layer.answer.content, event.latlng);
    };
    const out = () => tip.remove();
    const handlers = { mousemove: over, click: press, mouseout: out, movestart: out, "sheru:land": () => draw(layer, layer.answer.content) };
    layer.map.on(handlers);
    layer.overCountries = () => {
      layer.map.off(handlers);
      tip.remove();
      layer.map.getContainer().classList.remove("over-country");
    };
  };

  const clear = (layer) => {
    layer.marks.clearLayers();
    layer.spots = null;
    layer.overCountries?.();
    layer.overCountries = null;
    sheru.base.shade(null);
  };

  const draw = (layer, content) => {
    const { options: { language, theme }, chosen: { shade } } = layer;
    const turn = Math.round(layer.map.getCenter().lng / 360);
    const key = JSON.stringify([layer.answer.wanted, shade, language, theme, turn, Boolean(sheru.base.placeOf("KZ"))]);
    if (layer.spots?.key !== key) paint(layer, content, key); // else the same nodes stay, and with them the focus
    layer.spots.marks.forEach((mark) => mark.seen());
    listen(layer);
  };

  const paint = (layer, content, key) => {
    const { shade } = layer.chosen;
    const classes = content.classes[shade];
    const shades = new Map();
    for (const country of lacksDates(layer, content) ? [] : content.countries) {
      const found = country.country && classOf(country, shade, classes);
      if (found) shades.set(country.country, shadeOf(layer.options.theme, found, classes.length));
    }
    sheru.base.shade(shades);
    layer.marks.clearLayers();
    const shaded = content.countries.filter(({ country }) => shades.has(country));
    const marks = shaded.map((country) => spot(layer, country, content, shades.get(country.country))).filter(Boolean);
    marks.forEach((mark) => mark.addTo(layer.marks));
    layer.spots = { key, marks };
  };

  const legend = (layer, content) => {
    const { strings, theme } = layer.options;
    const { shade } = layer.chosen;
    const words = strings.legend;
    const title = strings.choices.shade.values[shade];
    if (lacksDates(layer, content)) return { title, content: [element("p", "sheru-note", words.needs_dates)], notes: [] };
    const classes = content.classes[shade];
    const found = new Set(content.countries.filter((each) => each.country).map((each) => classOf(each, shade, classes)));
    const rows = [];
    const range = (low, high, sign) => {
      const form = new Intl.NumberFormat(strings.language, { maximumSignificantDigits: shade === "per_million" ? 2 : 9,
        signDisplay: sign ? "always" : "auto" });
      const [one, other] = [low, high].map((value) => minus(form.format(sign ? sign * value : value)));
      return one === other ? one : strings.counts.range.replace("{low}", one).replace("{high}", other);
    };
    const add = (name, sign, each, place) => {
      rows.push([shadeOf(theme, [name, place], classes.length), sign < 0 ? range(each[1], each[0], sign) : range(...each, sign)]);
    };
    if (shade === "change") {
      classes.map((each, place) => [each, place]).reverse().forEach(([each, place]) => add("up", 1, each, place));
      rows.push([shadeOf(theme, "zero"), words.as_before]);
      classes.forEach((each, place) => add("down", -1, each, place));
    } else {
      classes.forEach((each, place) => add("more", 0, each, place));
      if (found.has("zero")) rows.unshift([shadeOf(theme, "zero"), "0"]);
      rows.unshift(["none", words.no_incident]);
    }
    if (found.has("unknown")) rows.push(["unknown", words.unknown]);
    const list = element("ul", "sheru-classes");
    for (const [colour, text] of rows) {
      const swatch = element("span", `sheru-swatch ${colour.startsWith("#") ? "" : colour}`);
      if (colour.startsWith("#")) swatch.style.background = colour;
      list.appendChild(element("li", "")).append(swatch, element("span", "", text));
    }
    const unknown = content.countries.find((country) => !country.country)?.incidents || 0;
    const notes = [
      shade === "detained" ? words.least : "",
      shade === "per_million" ? words.inhabitants : "",
      shade === "change" ? words.compared.replace("{dates}", period(content, strings)) : "",
      unknown ? sheru.form("country_unknown", unknown, strings) : "",
    ];
    return { title, content: [list], notes };
  };

  sheru.countryName = (code, language) => {
    try {
      return new Intl.DisplayNames(language, { type: "region" }).of(code);
    } catch {
      return code;
    }
  };

  sheru.layers.countries = {
    url: (layer) => layer.url("countries"),
    draw,
    clear,
    legend,
    count: ({ countries }) => countries.reduce((sum, { incidents }) => sum + incidents, 0),
    most: ({ countries }, layer) => countries.filter(({ country }) => country)
      .map((country) => `${sheru.countryName(country.country, layer.options.strings.language)}: ${said(layer, country, layer.answer.content)}`),
  };
})();
