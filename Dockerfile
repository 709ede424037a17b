# The program only: no demo, no tests, no tool. What is left out of the folders copied stands in .dockerignore.
# Dependabot proposes the newer digest.
FROM python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements/run.txt ./requirements/
RUN pip install --require-hashes -r requirements/run.txt

# The books live on the volume; the program itself cannot be written by the user that runs it.
RUN useradd --system --uid 10001 --no-create-home roibot \
    && install -d -o roibot -g roibot /data
COPY LICENSE manifest.yml ./
COPY core ./core
COPY storage ./storage
COPY bot ./bot

USER roibot
VOLUME /data
ENV DATABASE_URL=sqlite:////data/roibot.db
EXPOSE 3000

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/readyz', timeout=4)"]
CMD ["python", "-m", "bot", "serve", "--host", "0.0.0.0"]
