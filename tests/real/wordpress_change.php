<?php
// php wordpress_change.php ACTION [ARGUMENT...]: changes the site in WP_WWW as its authors would. Prints JSON.
[, $test_action] = $argv; // WordPress has a global $action of its own
$test_arguments = array_slice($argv, 2);
$address = parse_url(getenv('WP_ADDRESS'));
$_SERVER += ['HTTP_HOST' => $address['host'] . ':' . $address['port'], 'SERVER_PROTOCOL' => 'HTTP/1.1',
             'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/'];
chdir(getenv('WP_WWW'));
if ($test_action === 'install') define('WP_INSTALLING', true);
require 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
kses_remove_filters();

const PLACES = ['Northern', 'Southern', 'Eastern', 'Western', 'Upper', 'Lower', 'Inner', 'Outer', 'Old', 'New'];

function write(int $number, string $date, array $more = []): int {
  $name = PLACES[$number % 10] . ' Valley ' . ['Water', 'Power', 'Border', 'Trade', 'Rail'][intdiv($number, 10) % 5];
  $year = 1900 + intdiv($number, 50);
  return wp_insert_post(wp_slash($more + [
    'post_title' => "Post $number – “quotes” & <em>markup</em>",
    'post_content' => "<p><strong>Syllabus: GS" . (1 + $number % 4) . "/ Topic</strong></p>\n"
      . "<h2 class=\"wp-block-heading\"><strong>Context</strong></h2>\n"
      . "<ul class=\"wp-block-list\"><li>The $name Agreement was signed in $year.</li></ul>",
    'post_status' => 'publish', 'post_author' => 1, 'post_date' => $date,
    'post_category' => [get_cat_ID(['Polity & Governance', 'Economy', 'Environment'][$number % 3])],
    'tags_input' => ['tag ' . ($number % 7)],
  ]), true);
}

function install(): array {
  global $wp_rewrite, $wpdb;
  ob_start();
  wp_install('A test site', 'admin', 'admin@example.org', true, '', 'adminpass', '');
  ob_end_clean();
  foreach ([1, 2, 3] as $id) wp_delete_post($id, true);
  update_option('timezone_string', 'Asia/Kolkata');
  permalinks('/%category%/%postname%/');
  wp_set_current_user(1);
  foreach (['Polity & Governance', 'Economy', 'Environment'] as $name) wp_create_category($name);
  $wpdb->query('START TRANSACTION');
  // 250 posts over ten ISO weeks, 2025-W50 to 2026-W07: 25 a week, from Monday 00:10 to Sunday 23:30 local time.
  for ($i = 0; $i < 250; $i++) {
    $minutes = intdiv($i, 25) * 7 * 24 * 60 + 10 + ($i % 25) * 418;
    write($i, date('Y-m-d H:i:s', strtotime('2025-12-08 00:00:00 UTC') + $minutes * 60));
  }
  wp_insert_post(['post_title' => 'Draft', 'post_content' => 'x', 'post_status' => 'draft', 'post_author' => 1]);
  wp_insert_post(['post_title' => 'Private', 'post_content' => 'x', 'post_status' => 'private', 'post_author' => 1]);
  wp_insert_post(['post_title' => 'Locked', 'post_content' => 'secret', 'post_status' => 'publish', 'post_author' => 1,
                  'post_password' => 'key', 'post_date' => '2026-01-01 10:00:00']);
  $wpdb->query('COMMIT');
  return ['wordpress' => $GLOBALS['wp_version'], 'php' => PHP_VERSION];
}

function permalinks(string $structure): array {
  global $wp_rewrite;
  $wp_rewrite->init();
  $wp_rewrite->set_permalink_structure($structure);
  delete_option('rewrite_rules'); // made anew by the first visit
  return [];
}

function edit(string ...$ids): array {
  foreach ($ids as $id) {
    $post = get_post((int) $id);
    wp_update_post(wp_slash(['ID' => $post->ID, 'post_content' => $post->post_content . '<p>Corrected.</p>']));
  }
  return [];
}

function add(string $count, string $first): array {
  $ids = [];
  for ($i = 0; $i < (int) $count; $i++) $ids[] = write((int) $first + $i, current_time('mysql'));
  return $ids;
}

/** A post that was written long ago and came out just now: WordPress leaves its date of change as it was. */
function scheduled(string $number): array {
  global $wpdb;
  $id = write((int) $number, current_time('mysql'));
  $wpdb->update($wpdb->posts, ['post_modified' => '2025-01-01 00:00:00', 'post_modified_gmt' => '2024-12-31 18:30:00'],
                ['ID' => $id]);
  return [$id];
}

function remove(string ...$ids): array {
  foreach ($ids as $id) wp_trash_post((int) $id);
  return [];
}

if ($test_action !== 'install') wp_set_current_user(1);
echo json_encode($test_action(...$test_arguments)), "\n";
