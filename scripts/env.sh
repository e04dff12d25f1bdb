# Sourced by the scripts beside it: PATH, and a Rust toolchain that can build WebAssembly.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

# The oldest Rust that builds the cargo-leptos that scripts/setup installs.
rust_version=1.96.0

# cargo-leptos runs the `wasm-bindgen` and `wasm-opt` that it finds on PATH. Ours of scripts/site keeps what was optimised.
export PATH="$root/scripts/site:$root/end2end/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

has() { command -v "$1" >/dev/null 2>&1; }

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# Whether the Rust in use is new enough, and has a standard library and a linker for wasm32-unknown-unknown.
rust_is_ready() {
  local version library sysroot
  version=$(rustc --version 2>/dev/null | cut -d' ' -f2)
  [ -n "$version" ] && at_least "$rust_version" "$version" || return 1
  library=$(rustc --print target-libdir --target wasm32-unknown-unknown)
  sysroot=$(rustc --print sysroot)
  compgen -G "$library/libstd-*.rlib" >/dev/null && { has rust-lld || compgen -G "$sysroot/lib/rustlib/*/bin/rust-lld" >/dev/null; }
}

# Where the Rust in use is not ready, turns to one that the set-up has added, for this process only.
debian_toolchain=debian-web
choose_toolchain() {
  local toolchain
  rust_is_ready && return
  has rustup || return 0
  for toolchain in "$rust_version" "$debian_toolchain"; do
    rustup toolchain list 2>/dev/null | grep -q "^$toolchain" || continue
    export RUSTUP_TOOLCHAIN=$toolchain
    rust_is_ready && return
    unset RUSTUP_TOOLCHAIN
  done
}
choose_toolchain

say() { printf '\033[1m%s\033[0m\n' "$*"; }
# Errors are for the terminal, whatever a step writes into its log.
exec {terminal}>&2
fail() { printf 'memeforge: %s\n' "$*" >&"$terminal"; exit 1; }

# timed "what it does" command...: says the step, runs it, says how long it took if that was long, and notes it for `make bench`.
# With `log` set to a file, the command's own output goes there.
timed() {
  local what=$1 start=$SECONDS
  shift
  say "$what …"
  "$@" >>"${log:-/dev/stdout}" 2>&1 || return
  took "$what" $((SECONDS - start))
}

# took "what it did" SECONDS
took() {
  mkdir -p target
  printf '%s\t%s\n' "$2" "$1" >>target/times.tsv
  if (($2 >= 5)); then echo "  took $2 s"; fi
}
