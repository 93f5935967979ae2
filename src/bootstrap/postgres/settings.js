// @ts-check
import { totalmem } from 'node:os';

const MB = 1024 * 1024;

/**
 * PostgreSQL's settings for a service that takes in transactions all day on a small machine. Written to a file
 * at every start; `ALTER SYSTEM` has the last word over it.
 * @param {boolean} durable false gives speed for data that nobody will miss: tests
 * @returns {Record<string, string>}
 */
export function serverSettings(durable) {
  const memory = availableMegabytes();
  return {
    // Only through the socket in a folder that nobody else can enter: hence no password either.
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '100',

    shared_buffers: `${Math.min(512, Math.max(64, Math.floor(memory / 4)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    // Queries here are short; compiling them costs more than it saves.
    jit: 'off',

    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    wal_compression: 'on',
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    // A backup while the server runs copies files and needs the log of that time.
    wal_level: 'replica',

    // The ledger only grows: without these its visibility map and statistics lag far behind.
    autovacuum_naptime: '20s',
    autovacuum_vacuum_insert_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.02',
    autovacuum_vacuum_cost_limit: '1000',
    // A statement over a year of partitions locks each of them and its indexes.
    max_locks_per_transaction: '512',

    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // Statements, parameters and the details of a broken constraint carry personal data.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  };
}

function availableMegabytes() {
  // In a container the limit counts, not the host; without one, Node answers with 0 or an absurd number.
  const limit = process.constrainedMemory() || Infinity;
  return Math.floor(Math.min(totalmem(), limit) / MB);
}

/** @param {Record<string, string>} settings @returns {string} a configuration file */
export function settingsFile(settings) {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `# Rewritten at every start. Change settings with ALTER SYSTEM.\n${lines.join('\n')}\n`;
}
