<?php
// For `php -S`: real files as they are, everything else to WordPress; with WP_PREFIX=/ca all of it lies under /ca.
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$prefix = getenv('WP_PREFIX') ?: '';
if ($prefix !== '') {
  if (strpos($path, $prefix) !== 0) {
    http_response_code(404);
    exit("nothing here: the site lies under $prefix");
  }
  $path = substr($path, strlen($prefix)) ?: '/';
}
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ($path !== '/' && is_file($file) && substr($file, -4) !== '.php') {
  if ($prefix === '') return false;
  readfile($file);
  return;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $prefix . '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
chdir($_SERVER['DOCUMENT_ROOT']);
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
