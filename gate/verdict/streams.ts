import { DIALECTS, type DialectName } from '../../fixtures/config/streams-words.ts';

/** Whether a requirement is about the payments-stream API beside the relay. */
export const isOfStreams = (requirement: string): boolean => requirement.startsWith('streams/');

/** Which API a check asks, by its tags; undefined for all others. */
export const dialectOf = (tags: string[]): DialectName | undefined =>
  DIALECTS.find((name) => tags.includes(`@${name}-api`));

/** Who speaks in a check of this requirement, as a sentence begins or goes on. */
export const speakerOf = (requirement: string): 'the API' | 'the relay' =>
  isOfStreams(requirement) ? 'the API' : 'the relay';
