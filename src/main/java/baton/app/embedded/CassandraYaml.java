package baton.app.embedded;

import java.nio.file.Path;

/** The generated configuration of embedded Cassandra: one node, durable before it acknowledges. */
final class CassandraYaml {
  /**
   * How long the commit log gathers writes for one sync: group mode lost nothing under kill -9,
   * where the default (periodic) loses acknowledged writes.
   */
  static final int COMMIT_GROUP_MILLISECONDS = 2;

  /** In group mode a write holds its thread until the sync, so the default of 32 caps the node. */
  static final int CONCURRENT_WRITES = 192;

  /** Long, because a busy laptop is slow and nobody is served by a time-out there. */
  static final int REQUEST_SECONDS = 15;

  private CassandraYaml() {}

  static String text(Path data, int nativePort, int storagePort) {
    return """
    cluster_name: Baton
    num_tokens: 1
    partitioner: org.apache.cassandra.dht.Murmur3Partitioner
    endpoint_snitch: SimpleSnitch
    auto_bootstrap: false
    listen_address: 127.0.0.1
    rpc_address: 127.0.0.1
    storage_port: %1$d
    native_transport_port: %2$d
    start_native_transport: true
    seed_provider:
      - class_name: org.apache.cassandra.locator.SimpleSeedProvider
        parameters:
          - seeds: "127.0.0.1:%1$d"
    data_file_directories: [%3$s]
    commitlog_directory: %4$s
    saved_caches_directory: %5$s
    hints_directory: %6$s
    cdc_raw_directory: %7$s
    commitlog_sync: group
    commitlog_sync_group_window: %8$dms
    commitlog_total_space: 512MiB
    concurrent_writes: %9$d
    read_request_timeout: %10$ds
    range_request_timeout: %10$ds
    write_request_timeout: %10$ds
    request_timeout: %10$ds
    cas_contention_timeout: %10$ds
    truncate_request_timeout: 60s
    slow_query_log_timeout: 0ms
    hinted_handoff_enabled: false
    dynamic_snitch: false
    auto_snapshot: false
    disk_failure_policy: die
    commit_failure_policy: die
    user_defined_functions_enabled: false
    """
        .formatted(
            storagePort,
            nativePort,
            quoted(data.resolve("data")),
            quoted(data.resolve("commitlog")),
            quoted(data.resolve("saved_caches")),
            quoted(data.resolve("hints")),
            quoted(data.resolve("cdc")),
            COMMIT_GROUP_MILLISECONDS,
            CONCURRENT_WRITES,
            REQUEST_SECONDS);
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
