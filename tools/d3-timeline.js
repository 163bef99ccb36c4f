// The part of d3 that the timeline draws with; esbuild bundles it to dashboard/assets/vendor/d3-timeline.js.
export { axisBottom } from "d3-axis";
export { brushX } from "d3-brush";
export { scaleLinear, scaleUtc } from "d3-scale";
export { pointer, select } from "d3-selection";
export { utcDay, utcMonday, utcMonth, utcYear } from "d3-time";
