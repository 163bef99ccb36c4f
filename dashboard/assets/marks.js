// How incidents look on the map: a dot where the spot is known, a ring for a city, a soft disc for a region,
// a numbered ring for several; the list of incidents at one place; the controls.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element, api } = sheru;
  const dates = new URL("timeline-dates.js", document.currentScript.src).href;

  const SIGNS = {
    demonstration: "●", march: "➜", strike: "■", blockade: "=", occupation: "⌂", riot: "✶", detention: "✕",
    crackdown: "!", other: "·",
  };

  const size = (count) => Math.round(26 + 9 * Math.log10(count) * 1.6);

  const label = (cell, strings) => {
    const number = new Intl.PluralRules(strings.language).select(cell.count);
    const many = (strings[`incidents_${number}`] || strings.incidents_other).replace("{n}", new Intl.NumberFormat(strings.language).format(cell.count));
    return [cell.name, many].filter(Boolean).join(": ");
  };

  const disc = (cell) =>
    L.circle([cell.latitude, cell.longitude], {
      radius: cell.radius_km * 1000,
      className: "sheru-area",
      interactive: false,
    });

  const sign = (look, type, text) => element("span", `sheru-mark ${look} type-${type || "mixed"}`, text || "");

  // A mark is a real button: it can be reached and pressed with the keyboard.
  sheru.mark = (cell, layer) => {
    const single = cell.count === 1;
    const area = cell.precision.startsWith("admin");
    const diameter = single ? 24 : size(cell.count);
    const text = single ? SIGNS[cell.event_type] : new Intl.NumberFormat(layer.options.strings.language).format(cell.count);
    const body = sign(`${single ? "single" : "cluster"} ${cell.precision} ${area ? "area" : ""}`, cell.event_type, text);
    const icon = L.divIcon({ html: body, className: "sheru-icon", iconSize: [diameter, diameter] });
    const name = label(cell, layer.options.strings);
    const mark = L.marker([cell.latitude, cell.longitude], { icon, alt: name, title: name, riseOnHover: true });
    mark.id = cell.incident_id;
    mark.on("click", (event) => {
      L.DomEvent.stop(event);
      layer.choose(cell);
    });
    mark.on("keypress", (event) => event.originalEvent.key === "Enter" && layer.choose(cell));
    mark.on("add", () => {
      const node = mark.getElement();
      node.setAttribute("aria-label", name);
      if (mark.id) node.dataset.incident = mark.id;
    });
    if (!(area && cell.one_place)) return mark;
    const both = L.layerGroup([disc(cell), mark]);
    return Object.assign(both, { id: mark.id, getElement: () => mark.getElement() });
  };

  const PAGE = 20;

  // Several incidents at one place open as a list, newest first.
  sheru.list = (cell, layer) => {
    const { strings } = layer.options;
    const body = element("div", "sheru-list");
    body.append(element("h2", "", label(cell, strings)));
    const items = body.appendChild(element("ul", ""));
    const more = body.appendChild(element("button", "sheru-more", strings.more));
    const near = 0.0005; // degrees: wide enough for rounding, too narrow for a neighbour
    const { latitude: lat, longitude: lon } = cell;
    const bbox = [Math.max(-180, lon - near), lat - near, Math.min(180, lon + near), lat + near].join(",");
    let offset = 0;
    const load = async () => {
      const { dateNames, parseDay } = await import(dates);
      const names = dateNames(strings.language);
      more.disabled = true;
      const asked = `${layer.options.query}&bbox=${bbox}&offset=${offset}&limit=${PAGE}`;
      const { incidents, total } = await sheru.json(api("incidents", asked));
      failed.textContent = "";
      more.disabled = false;
      offset += incidents.length;
      for (const incident of incidents) items.append(entry(incident, when(incident, names, parseDay), layer, popup));
      more.hidden = offset >= total;
      popup.update();
    };
    const failed = body.appendChild(element("p", ""));
    const tryLoading = () =>
      load().catch(() => {
        failed.textContent = strings.list_failed;
        more.textContent = strings.retry;
        more.disabled = false;
      });
    more.onclick = tryLoading;
    const popup = L.popup({ maxWidth: 340, minWidth: 240, maxHeight: 320, className: "sheru-popup" })
      .setLatLng([lat, lon])
      .setContent(body)
      .openOn(layer.map);
    tryLoading();
  };

  const entry = (incident, date, layer, popup) => {
    const item = element("li", "");
    const button = item.appendChild(element("button", "sheru-entry"));
    button.dataset.incident = incident.incident_id;
    const { strings } = layer.options;
    button.append(
      element("span", "sheru-when", date),
      element("span", "sheru-type", strings.types[incident.event_type] || ""),
      element("span", "sheru-what", incident.description),
    );
    button.onclick = () => {
      popup.remove();
      layer.open(incident.incident_id);
    };
    return item;
  };

  // A date is shown as precisely as it is known, never padded to a day.
  const when = (incident, names, parseDay) => {
    const [start, end] = [parseDay(incident.date_start), parseDay(incident.date_end)];
    const next = new Date(+end + 86400000);
    const whole = start.getUTCDate() === 1 && next.getUTCDate() === 1;
    const months = (next.getUTCFullYear() - start.getUTCFullYear()) * 12 + next.getUTCMonth() - start.getUTCMonth();
    if (whole && months === 1) return names.month(start);
    return whole && months === 12 && start.getUTCMonth() === 0 ? names.year(start) : names.range(start, end);
  };

  const button = (className, text, action) => {
    const node = element("button", `sheru-control ${className}`);
    node.title = text;
    node.setAttribute("aria-label", text);
    L.DomEvent.disableClickPropagation(node);
    node.onclick = action;
    return node;
  };

  // What the marks mean. Closed at first, for open it would hide marks.
  sheru.legend = (layer) => {
    const control = L.control({ position: "bottomright" });
    const box = element("details", "sheru-legend");
    control.onAdd = () => box;
    control.addTo(layer.map);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    layer.legend = () => {
      const { types, legend } = layer.options.strings;
      const rows = [
        ["cluster", "", "5", legend.several],
        ["single exact", "other", "", legend.exact],
        ["single city", "other", "", legend.city],
        ["single area", "other", "", legend.area],
        ...Object.entries(types).map(([type, name]) => ["single city", type, SIGNS[type], name]),
      ];
      const list = element("ul", "");
      for (const [look, type, text, name] of rows) {
        const item = list.appendChild(element("li", ""));
        item.append(sign(look, type, text), element("span", "", name));
      }
      box.replaceChildren(element("summary", "", legend.title), list);
    };
    layer.legend();
  };

  // Zoom, "fit to what is shown", scale. Their words are those of the first language that was shown.
  sheru.controls = (layer) => {
    const { strings } = layer.options;
    L.control.zoom({ position: "topleft", zoomInTitle: strings.zoom_in, zoomOutTitle: strings.zoom_out }).addTo(layer.map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(layer.map);
    const fit = L.control({ position: "topleft" });
    fit.onAdd = () => {
      const bar = element("div", "leaflet-bar");
      bar.append(
        button("fit", strings.fit, async () => {
          const { bounds } = await sheru.json(api("summary", layer.options.query)).catch(() => layer.failed() || {});
          if (bounds) layer.fit(bounds);
        }),
      );
      return bar;
    };
    fit.addTo(layer.map);
    layer.map.attributionControl.setPrefix(false);
    sheru.legend(layer);
  };
})();
