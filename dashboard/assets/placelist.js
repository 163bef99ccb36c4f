// Several incidents at one place as a list. Text of records reaches it through textContent alone.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element, api } = sheru;

  const PAGE = 20;

  // Several incidents at one place open as a list, newest first.
  sheru.list = (cell, layer) => {
    const { strings } = layer.options;
    const body = element("div", "sheru-list");
    body.append(element("h2", "", sheru.label(cell, strings, layer.chosen.size)));
    const items = body.appendChild(element("ul", ""));
    const more = body.appendChild(element("button", "sheru-more", strings.more));
    const near = 0.0005; // degrees: wide enough for rounding, too narrow for a neighbour
    const { latitude: lat, longitude: lon } = cell;
    const bbox = [Math.max(-180, lon - near), lat - near, Math.min(180, lon + near), lat + near].join(",");
    let offset = 0;
    const load = async () => {
      await sheru.datesReady;
      more.disabled = true;
      const asked = `${layer.query}&bbox=${bbox}&offset=${offset}&limit=${PAGE}`;
      const { incidents, total } = await sheru.json(api("incidents", asked));
      failed.textContent = "";
      more.disabled = false;
      offset += incidents.length;
      for (const incident of incidents) items.append(entry(incident, layer, popup));
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
    const popup = L.popup({ ...room(layer.map), className: "sheru-popup" })
      .setLatLng(layer.shownAt(cell))
      .setContent(body)
      .openOn(layer.map);
    tryLoading();
  };

  // As much as the map has beside its buttons, and no more than can be read.
  const room = (map) => {
    const { x: width, y: height } = map.getSize();
    const bars = [...map.getContainer().querySelectorAll(".leaflet-left .leaflet-bar")];
    const left = Math.max(0, ...bars.map((bar) => bar.offsetWidth)) + 24;
    const maxWidth = Math.min(340, width - left - 44);
    const maxHeight = Math.max(200, Math.min(420, height - 120));
    const padding = { autoPanPaddingTopLeft: [left, 12], autoPanPaddingBottomRight: [12, 12] };
    return { maxWidth, minWidth: Math.min(240, maxWidth), maxHeight, ...padding };
  };

  const entry = (incident, layer, popup) => {
    const item = element("li", "");
    const button = item.appendChild(element("button", "sheru-entry"));
    button.dataset.incident = incident.incident_id;
    const { strings } = layer.options;
    button.append(
      element("span", "sheru-when", sheru.when(incident, strings.language)),
      element("span", "sheru-type", strings.types[incident.event_type] || ""),
      element("span", "sheru-what", incident.description),
    );
    button.onclick = () => {
      popup.remove();
      layer.open(incident.incident_id);
    };
    return item;
  };
})();
