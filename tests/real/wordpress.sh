#!/bin/bash
# A real WordPress from Debian's packages, on 127.0.0.1 only, and the checks of `flashgen fetch` against it.
#
#   tests/real/wordpress.sh [PYTHON]      PYTHON: the interpreter that has flashgen (default: $PYTHON, else python3)
#
# Needs root for apt-get the first time. Everything else happens in a new temporary folder: an own copy of the PHP
# files, an own database without network, two PHP servers (one at the root, one under /ca). All of it ends and goes away
# with this script, however that ends. Exit code: 0 when every check holds.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
PYTHON=${1:-${PYTHON:-python3}}
DIR=$(mktemp -d)
PIDS=()

finish() {
  code=$?
  for pid in "${PIDS[@]}"; do kill -- "-$pid" 2>/dev/null || kill "$pid" 2>/dev/null || true; done
  for pid in "${PIDS[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ $code = 0 ] || { echo "--- last lines of the servers:"; tail -n 5 "$DIR"/*.log || true; }
  rm -rf "$DIR"
  exit $code
}
trap finish EXIT

PATH="$PATH:/usr/sbin:/sbin"  # where Debian puts servers, and not every PATH looks
if ! command -v mariadbd >/dev/null || ! command -v php >/dev/null || [ ! -d /usr/share/wordpress ]; then
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends wordpress wordpress-theme-twentytwentythree \
    php-cli php-mysql php-xml php-mbstring php-curl php-gd mariadb-server mariadb-client >"$DIR/apt.log"
fi

wait_for() { # up to 20 seconds for a command to succeed
  for _ in $(seq 100); do "$@" >/dev/null 2>&1 && return 0; sleep 0.2; done
  echo "gave up waiting for: $*" >&2
  return 1
}
free_port() { "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# The database: own data, a socket file, no network.
mkdir "$DIR/tmp"
mariadb-install-db --no-defaults --user=root --datadir="$DIR/db" --auth-root-authentication-method=normal \
  --skip-test-db >"$DIR/install.log" 2>&1
setsid mariadbd --no-defaults --user=root --datadir="$DIR/db" --socket="$DIR/db.sock" --pid-file="$DIR/db.pid" \
  --skip-networking --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M --tmpdir="$DIR/tmp" \
  >"$DIR/db.log" 2>&1 &
PIDS+=($!)
wait_for mariadb-admin --no-defaults --socket="$DIR/db.sock" -uroot ping
mariadb --no-defaults --socket="$DIR/db.sock" -uroot -e "create database wp character set utf8mb4"

# WordPress: the address under which it runs comes from the environment, so that two servers share one database.
cp -rL /usr/share/wordpress "$DIR/www"
rm -f "$DIR/www/wp-config.php"
cat >"$DIR/www/wp-config.php" <<PHP
<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:$DIR/db.sock'); define('DB_CHARSET', 'utf8mb4'); \$table_prefix = 'wp_';
define('WP_HOME', getenv('WP_ADDRESS')); define('WP_SITEURL', getenv('WP_ADDRESS'));
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_DEBUG', false); define('WP_DISABLE_FATAL_ERROR_HANDLER', true); define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT',
          'NONCE_SALT'] as \$key) define(\$key, "test-\$key");
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
PHP
mkdir -p "$DIR/www/wp-content/mu-plugins"
echo "<?php add_filter('pre_wp_mail', '__return_true');" >"$DIR/www/wp-content/mu-plugins/no-mail.php"

PORT=$(free_port)
PORT_CA=$(free_port)
export WP_WWW="$DIR/www" WP_CHANGE="$HERE/wordpress_change.php"
WP_ADDRESS="http://127.0.0.1:$PORT" php "$WP_CHANGE" install

serve() { # PORT PREFIX
  WP_ADDRESS="http://127.0.0.1:$1$2" WP_PREFIX=$2 PHP_CLI_SERVER_WORKERS=4 setsid php -d display_errors=0 \
    -S "127.0.0.1:$1" -t "$DIR/www" "$HERE/wordpress_router.php" >"$DIR/php$1.log" 2>&1 &
  PIDS+=($!)
  wait_for curl -sf --noproxy '*' -o /dev/null "http://127.0.0.1:$1$2/?rest_route=/"
}
serve "$PORT" ""
serve "$PORT_CA" /ca

cd "$DIR" # away from any flashgen.yaml
PYTHONPATH="$HERE/../..${PYTHONPATH:+:$PYTHONPATH}" WP_ADDRESS="http://127.0.0.1:$PORT" WP_PREFIXED="http://127.0.0.1:$PORT_CA/ca" \
  "$PYTHON" "$HERE/wordpress_checks.py" "$DIR/work"
