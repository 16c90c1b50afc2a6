# shellcheck shell=bash
# A service for a check: on a free port, with the embedded database in a folder of its own. Sourced, not run, after
# system-packages.bash.
#
#     need_binary              sets binary, the program to start
#     start_service FOLDER     starts it and sets api, its address; FOLDER gets its data and its log
#     stop_service             by its process id; does nothing if there is none
#     sign_up NAME             makes an account for NAME@example.com
#
# FOLLOWUP_BINARY names a built program to start; without it, cargo builds one.

service='' api=''

need_binary() {
  binary=${FOLLOWUP_BINARY:-}
  if [[ -z $binary ]]; then
    need_cargo
    need_c_compiler
    cargo build --quiet --locked
    binary=${CARGO_TARGET_DIR:-target}/debug/followup
  fi
}

start_service() {
  local folder=$1 waited
  need_binary
  # Here, and not by the service's own redirection, which may come after the first look into it.
  : >"$folder/log"
  env --unset=DATABASE_URL NO_COLOR=1 FOLLOWUP_RATE_LIMIT=off FOLLOWUP_LOG=warn \
    "$binary" serve --data-dir "$folder/data" --bind 127.0.0.1:0 >>"$folder/log" 2>&1 </dev/null &
  service=$!
  for ((waited = 0; waited < 300; waited++)); do
    # Used by the scripts that source this file.
    # shellcheck disable=SC2034
    api=$(sed -n 's/.* listens on \(http:[^;]*\);.*/\1/p' "$folder/log")
    if [[ -n $api ]]; then return 0; fi
    kill -0 "$service" 2>/dev/null || break
    sleep 0.1
  done
  fail "the service doesn't start: $(cat "$folder/log")"
}

stop_service() {
  local waited
  [[ -n $service ]] || return 0
  kill "$service" 2>/dev/null || true
  for ((waited = 0; waited < 50; waited++)); do
    kill -0 "$service" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$service" 2>/dev/null || true
  wait "$service" 2>/dev/null || true
  service=''
}

sign_up() {
  curl --silent --show-error --fail-with-body --output /dev/null "$api/v1/accounts" -H 'content-type: application/json' \
    -d "{\"name\": \"$1\", \"email\": \"$1@example.com\", \"password\": \"correct horse battery staple\"}"
}
