/** The backends of the system under drill, each as its clients reach it. What is left out is not used. */
export interface Backends {
  /** PgBouncer in transaction mode, or Postgres itself. Without it the instances share a file. */
  postgres?: { url: string };
  redis?: RedisBackend;
  rabbitmq?: RabbitBackend;
  s3?: S3Backend;
}

/** Takes a RedisGroup (lab/components/redis) as it is. */
export interface RedisBackend {
  /** What the sentinels call the master. */
  group: string;
  sentinels: { host: string; port: number }[];
  /** Where the addresses that sentinels give are reached; empty: there. */
  doors: Readonly<Record<string, { host: string; port: number }>>;
  /** So many replicas have to have a marker before it is acknowledged (WAIT). Default 1; planted weakness: 0. */
  replicas?: number;
  /** Leaves a master that the sentinels have replaced, also where it says nothing. Default true; planted weakness: false. */
  detectsFailover?: boolean;
}

export interface RabbitBackend {
  /** With its heartbeat: amqp://127.0.0.1:PORT?heartbeat=2. Planted weakness: heartbeat=0. */
  url: string;
  /** Default `event.accepted`. */
  queue?: string;
  /** Default true; planted weakness: false. */
  hasConfirms?: boolean;
  /**
   * How a broker that says nothing is noticed: a message has to be confirmed within a second, or the connection has to live, of which
   * only a heartbeat knows. Default: deadline.
   */
  noticesBy?: 'deadline' | 'heartbeat';
  /** Default true; planted weakness: false. */
  isPersistent?: boolean;
}

/** Takes an ObjectStore (lab/components/objects) as it is. */
export interface S3Backend {
  /** http://127.0.0.1:PORT */
  endpoint: string;
  bucket: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** Media are kept under it and read without a signature, so that a cache may serve them stale. Default: none, each read is signed. */
  publicPrefix?: string;
  /** http://127.0.0.1:PORT of the nginx cache, through which media are read. Default: from the bucket itself. */
  cache?: string;
  /** Refuses to hand out bytes that are not those that were put. Default true; planted weakness: false. */
  verifies?: boolean;
}
