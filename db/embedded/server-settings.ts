/**
 * Command-line settings of a small server: one app, a few dozen connections, a machine it shares with Node.
 * Durability stays on; `fast` is for the throw-away clusters of tests.
 */
export function serverSettings({
  port,
  socketDir,
  fast,
}: {
  port: number;
  socketDir: string;
  fast: boolean;
}): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '1GB',
    // Solid-state disks: an index read costs about what a sequential one does.
    random_page_cost: '1.1',
    wal_compression: 'on',
    max_wal_size: '1GB',
    min_wal_size: '80MB',
    checkpoint_timeout: '15min',
    // Compiling a plan costs more than these short queries do.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    // A refused row would be told with all that stands in it.
    log_error_verbosity: 'terse',
    log_line_prefix: '%m [%p] ',
    fsync: fast ? 'off' : 'on',
    synchronous_commit: fast ? 'off' : 'on',
    full_page_writes: fast ? 'off' : 'on',
  };
  if (fast) settings.max_connections = '200';
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
