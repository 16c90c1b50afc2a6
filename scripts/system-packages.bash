# shellcheck shell=bash
# What the scripts need from the machine beyond a Rust toolchain. Sourced, not run.
#
#     need_command COMMAND WHAT apt=.. dnf=.. apk=.. brew=..    installs a package unless the command is there
#     install_packages WHAT apt=.. dnf=.. apk=.. brew=..        installs it with whichever manager is there
#     need_postgres                                             puts the programs of a Postgres server into PATH
#
# Each says what it installs, and what to do where it can't. A package manager is asked only for what is missing.

say() { printf '%s: %s\n' "${0##*/}" "$*"; }

fail() {
  say "$*" >&2
  exit 1
}

# Runs a command as root: directly, or by sudo, which asks for a password only where somebody can type one.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    say "this needs root, and there is no sudo: $*" >&2
    return 1
  elif [[ -t 0 ]]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

install_packages() {
  local what=$1 manager='' packages='' choice
  shift
  for choice in "$@"; do
    case ${choice%%=*} in
      apt) command -v apt-get >/dev/null || continue ;;
      *) command -v "${choice%%=*}" >/dev/null || continue ;;
    esac
    manager=${choice%%=*} packages=${choice#*=}
    break
  done
  [[ -n $manager ]] || fail "$what is missing, and no package manager known here is either. Install it ($*)."
  say "$what is missing: installing $packages with $manager"
  # Package names are words without spaces of their own.
  # shellcheck disable=SC2086
  case $manager in
    apt)
      as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
      ;;
    dnf) as_root dnf install -y -q $packages ;;
    apk) as_root apk add --quiet $packages ;;
    brew) brew install --quiet $packages ;;
  esac || fail "$what couldn't be installed. Install it yourself and try again; its packages for $manager: $packages"
}

need_command() {
  local command=$1 what=$2
  shift 2
  command -v "$command" >/dev/null || install_packages "$what" "$@"
  command -v "$command" >/dev/null || fail "$what is still missing: there is no $command in PATH"
}

need_cargo() {
  command -v cargo >/dev/null || fail "there is no cargo in PATH; https://rustup.rs installs a Rust toolchain"
}

# SQLite and the cryptography are C in part, and Rust's linker is the C compiler.
need_c_compiler() {
  [[ -n ${CC:-} ]] || need_command cc "a C compiler" apt="gcc libc6-dev" dnf=gcc apk=build-base
}

# Prints the folder of a Postgres server's programs: the one in PATH, or else the newest where systems keep them.
postgres_folder() {
  local found
  if command -v initdb >/dev/null && command -v postgres >/dev/null; then
    dirname "$(command -v postgres)"
    return
  fi
  found=$(
    for folder in /usr/lib/postgresql/*/bin /usr/libexec/postgresql*/ /usr/pgsql-*/bin \
      /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
      if [[ -x $folder/initdb && -x $folder/postgres ]]; then printf '%s\n' "${folder%/}"; fi
    done | sort -V | tail -n 1
  )
  [[ -n $found ]] && printf '%s\n' "$found"
}

# The programs of a server, whose own folder is in no PATH on many systems.
need_postgres() {
  local folder
  folder=$(postgres_folder) || {
    install_packages "a Postgres server" \
      apt=postgresql dnf=postgresql-server apk="postgresql17 postgresql17-contrib" brew=postgresql@17
    folder=$(postgres_folder) || fail "there are still no initdb and postgres; put their folder into PATH"
  }
  export PATH="$PATH:$folder"
}
