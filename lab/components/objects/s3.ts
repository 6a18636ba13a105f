import { S3Client } from '@aws-sdk/client-s3';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface Access {
  /** http://127.0.0.1:PORT */
  endpoint: string;
  credentials: Credentials;
  /** Milliseconds for one request. Default 10,000. */
  answerWithinMs?: number;
}

/** A client that tries once, so that errors are seen, and that works with stores other than Amazon's. */
export const openS3 = ({ endpoint, credentials, answerWithinMs = 10_000 }: Access): S3Client =>
  new S3Client({
    endpoint,
    credentials,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { requestTimeout: answerWithinMs, throwOnRequestTimeout: true, connectionTimeout: 2_000 },
  });
