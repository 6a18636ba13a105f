import type { VisitOutcome } from '../../../fixtures/canary/record.ts';
import { readEvidence } from '../../../gate/verdict/evidence.ts';
import type { WalkRecord } from '../../../gate/verdict/records.ts';
import { expect, test } from '../metrics/with-scratch.ts';
import { aCall, aWalk, keepRecords, someWrites, stopped } from './walks.ts';

const STREAMS = { id: 'streams/ready' };
const RELAY = { id: 'canary/ready' };
const NO_RELAY: Partial<VisitOutcome> = { problem: 'No connection to the relay.', side: 'unclear', transcripts: [] };

test.describe('the evidence of a walk', () => {
  test('is that of the streams checks, and the visit that of all others', ({ scratch }) => {
    const project = keepRecords(scratch.file('run'), { visit: NO_RELAY, walk: stopped('policy') });
    const { of } = readEvidence(project);
    expect(of(0, STREAMS)).toMatchObject({ speaker: 'the API', side: 'policy', clock: undefined });
    expect(of(0, RELAY)).toMatchObject({ speaker: 'the relay', side: 'unclear', problem: NO_RELAY.problem });
    expect(of(1, STREAMS)).toEqual(of(0, STREAMS));
  });

  test('is that of the attempt', ({ scratch }) => {
    keepRecords(scratch.file('run'), { walk: { walk: aWalk() } });
    const { of } = readEvidence(keepRecords(scratch.file('run'), { retry: 1, walk: stopped('relay') }));
    expect([of(0, STREAMS).side, of(1, STREAMS).side]).toEqual([undefined, 'relay']);
  });

  test('is that of the dialect which the check speaks', ({ scratch }) => {
    keepRecords(scratch.file('run'), { walk: stopped('runner') });
    const { of } = readEvidence(keepRecords(scratch.file('run'), { dialect: 'backend', walk: stopped('relay') }));
    expect(of(0, { ...STREAMS, dialect: 'frontend' }).side).toBe('runner');
    expect(of(0, { ...STREAMS, dialect: 'backend' }).side).toBe('relay');
  });

  for (const half of ['', '{"walk":{"url":"https://str', 'null', '7', '"x"'])
    test(`counts as none where it reads ${half || 'nothing'}`, ({ scratch }) => {
      const evidence = readEvidence(keepRecords(scratch.file('run'), { walk: half }));
      expect(evidence).toMatchObject({ streams: undefined, promises: [], samples: {}, earlier: [], remarks: [] });
      expect(evidence.of(0, STREAMS)).toMatchObject({ problem: undefined, side: undefined });
    });

  test('promises streams where it is there and no visit is; not where there is no API', ({ scratch }) => {
    const promises = (walk: Parameters<typeof keepRecords>[1]['walk'], directory: string): string[] =>
      readEvidence(keepRecords(scratch.file(directory), { walk })).promises;
    expect(promises({ walk: aWalk() }, 'walked')).toEqual(['streams']);
    expect(promises(stopped('relay'), 'stopped')).toEqual(['streams']);
    expect(promises({ notApplicable: 'STAGING_STREAMS_URL is not set' }, 'none')).toEqual([]);
  });

  test('gives its address, its samples and what was noteworthy', ({ scratch }) => {
    const writes = someWrites({ resumed: 'r-killed', finished: ['stream-9: → ended'] });
    const walk = aWalk({ limited: { applies: true, value: [aCall(), aCall()] }, writes });
    const record: WalkRecord = { walk, earlier: ['ECONNREFUSED\n  → Look.'] };
    const { streams, samples, earlier, remarks } = readEvidence(keepRecords(scratch.file('run'), { walk: record }));
    expect({ streams, earlier }).toEqual({ streams: 'https://streams.example', earlier: ['ECONNREFUSED'] });
    expect(samples).toEqual({
      ...{ streamsReady: [3], streamsList: [4, 5], streamsCreate: [6], streamsStart: [7], streamsSettle: [8] },
    });
    expect(remarks).toEqual([
      'the streams API asked us to wait 2 times (HTTP 429), and we did',
      'the walk of run r-killed, which did not end, was taken up',
      '1 synthetic stream(s) that were left open were ended',
    ]);
  });

  test('of both dialects has the samples of both', ({ scratch }) => {
    const local: Parameters<typeof keepRecords>[1] = {
      project: 'local',
      walk: { walk: aWalk({ samples: { streamsReady: [1] } }) },
    };
    keepRecords(scratch.file('run'), local);
    const { samples } = readEvidence(keepRecords(scratch.file('run'), { ...local, dialect: 'backend' }));
    expect(samples).toEqual({ streamsReady: [1, 1] });
  });
});
