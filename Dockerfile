# MemeForge's image: a static server, the page it serves, a shell and wget. It keeps no state and can run read-only.
#   docker build --build-arg SOURCE_COMMIT="$(git rev-parse HEAD)" --tag memeforge .
# Each base is pinned by the digest of its tag; Dependabot moves both.

# --- a shell and wget, for Coolify's own health check ---
FROM busybox:1.37.0-musl@sha256:1256f55742579badea94e3e2f574fc90021120f6c1aa01c87182566dfb950c39 AS busybox
RUN mkdir -p /shell/bin \
  && cp -L /bin/sh /shell/bin/busybox \
  && ln -s busybox /shell/bin/sh \
  && ln -s busybox /shell/bin/wget
# The only line of Cargo.lock that the tools depend on: so they are not built anew when another one changes.
COPY Cargo.lock /
RUN sed -n '/^name = "wasm-bindgen"$/{p;n;p;}' /Cargo.lock >/tools.lock

# --- Node.js, and wasm-opt, which it runs ---
FROM node:24.18.1-bookworm-slim@sha256:235600a8101ab264e117b1768e925532262668dc9b581ef1dd7d96ced463b8e7 AS node
WORKDIR /node/end2end
COPY end2end/package.json end2end/package-lock.json ./
# The copy of the lock file tells scripts/setup that this has been done.
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error \
  && cp package-lock.json node_modules/.installed-lock \
  && mkdir -p /node/bin \
  && cp "$(command -v node)" /node/bin/ \
  && cp -a "$(npm root --global)/npm" /node/npm \
  && ln -s ../npm/bin/npm-cli.js /node/bin/npm

FROM rust:1.96.0-bookworm@sha256:5e2214abe154fe26e39f64488952e5c991eeed1d6d6da7cc8381ae83927f0cfc AS build
COPY --from=node /node/bin /node/bin
COPY --from=node /node/npm /node/npm
ENV PATH=/node/bin:$PATH
WORKDIR /memeforge

# --- the tools, by the script that every checkout uses ---
COPY scripts/env.sh scripts/setup scripts/
COPY --from=node /node/end2end end2end
COPY --from=busybox /tools.lock Cargo.lock
# cargo-auditable writes into the server which crates it was made of, for scanners and the bill of materials.
RUN scripts/setup --build \
  && cargo install --quiet --locked cargo-auditable@0.7.7
ENV LEPTOS_BIN_CARGO_COMMAND="cargo auditable"

# --- the dependencies, with nothing of ours but their names ---
COPY Cargo.toml Cargo.lock ./
COPY scripts/build scripts/
COPY scripts/site scripts/site
RUN mkdir -p public src style \
  && touch src/lib.rs style/main.css \
  && echo 'fn main() {}' >src/main.rs \
  && scripts/build --static

# --- MemeForge ---
COPY public public
COPY style style
COPY src src
# /health names it, and a deployment is proved by it. Without a checkout only the builder knows it.
ARG SOURCE_COMMIT=unknown
# Cargo goes by dates, and a checkout's may be older than the empty files above.
RUN rm -rf target/site \
  && find src -name '*.rs' -exec touch {} + \
  && SOURCE_COMMIT=$SOURCE_COMMIT scripts/build --static \
  && mkdir /app \
  && cp target/*-linux-*/release/memeforge target/*-linux-*/release/hash.txt /app/ \
  && cp -r target/site /app/site

FROM scratch
COPY --from=busybox /shell /
COPY --from=build /app /app
# The C library gives memory of a megabyte or more back at once: pictures that thumbnails are made of.
ENV MALLOC_MMAP_THRESHOLD_=1048576
ENV PATH=/app:/bin \
  HOST=0.0.0.0 \
  PORT=5000 \
  LEPTOS_SITE_ROOT=/app/site
USER 65532:65532
EXPOSE 5000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --start-interval=1s --retries=3 \
  CMD ["/app/memeforge", "healthcheck"]
ENTRYPOINT ["/app/memeforge"]
ARG SOURCE_COMMIT=unknown
ARG SOURCE_URL
ARG VERSION
LABEL org.opencontainers.image.title="MemeForge" \
  org.opencontainers.image.description="A meme editor in the browser: no picture leaves the device" \
  org.opencontainers.image.source="$SOURCE_URL" \
  org.opencontainers.image.revision="$SOURCE_COMMIT" \
  org.opencontainers.image.version="$VERSION" \
  org.opencontainers.image.licenses="MIT"
