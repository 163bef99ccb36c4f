# docker build -t sheru .          # how to run it: docs/deployment.md
FROM python:3.11-slim AS build
WORKDIR /opt/sheru
COPY requirements.txt .
RUN python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY . .
# the gazetteer, so that the first look-up is quick; what only building it needs then goes
RUN SHERU_HOME=/opt/gazetteer /opt/venv/bin/python -m geocoding Almaty && sh deploy/slim.sh /opt/venv \
    && /opt/venv/bin/python -m compileall -q dashboard data geocoding

FROM python:3.11-slim
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/gazetteer/cache /opt/gazetteer
COPY --from=build /opt/sheru /opt/sheru
RUN useradd --system --uid 1000 --home-dir /var/lib/sheru --create-home sheru && chmod 700 /var/lib/sheru
WORKDIR /opt/sheru
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    SHERU_HOME=/var/lib/sheru SHERU_GAZETTEER=/opt/gazetteer \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 STREAMLIT_SERVER_PORT=8501
USER sheru
VOLUME /var/lib/sheru
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "deploy/health.py"]
CMD ["streamlit", "run"]
