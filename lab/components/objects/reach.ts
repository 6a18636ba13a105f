import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { fragmentsOf, type Disk } from './fragments.ts';
import { openS3, type Access } from './s3.ts';

const ANSWER_WITHIN_MS = 2_000;
const PREFIX = 'reach/';

/**
 * Whether what is put through this node comes to every disk, proven with an object that is removed again. The node's own health does not
 * tell: one that has just come back says that it sees all drives, and leaves some out of what it writes for up to 15 s more (measured).
 */
export async function reachesAll(disks: Disk[], bucket: string, access: Access): Promise<boolean> {
  const s3 = openS3({ ...access, answerWithinMs: ANSWER_WITHIN_MS });
  const what = { Bucket: bucket, Key: `${PREFIX}${randomUUID()}` };
  try {
    await s3.send(new PutObjectCommand({ ...what, Body: 'proof' }));
    const reached = fragmentsOf(disks, bucket, what.Key).length;
    await s3.send(new DeleteObjectCommand(what));
    return reached === disks.length;
  } catch {
    return false;
  } finally {
    s3.destroy();
  }
}
