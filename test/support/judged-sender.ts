import type { Service } from '../../core/model/sender.ts';
import { type JudgedSender, SUM, SUMS } from '../../core/model/traffic.ts';

/** A judged sender in a few words; `sums` by the names of SUM, all else 0. */
export function judgedSender(
  change: Partial<Omit<JudgedSender, 'sums' | 'sender'>> & {
    sums?: Partial<Record<keyof typeof SUM, number>>;
    service?: Service | null;
    members?: number[];
    name?: string;
  } = {},
): JudgedSender {
  const { sums: named = {}, service = null, members = [0], name = '192.0.2.1', ...rest } = change;
  const sums = new Float64Array(SUMS);
  for (const [key, value] of Object.entries(named)) sums[SUM[key as keyof typeof SUM]] = value;
  return {
    sender: {
      key: service ? `service:${service.id}` : `ip:${name}`,
      kind: service ? 'service' : 'address',
      name: service?.name ?? name,
      service,
      members,
    },
    status: 'not',
    remarks: [],
    ignored: 0,
    sums,
    firstSeen: 0,
    lastSeen: 0,
    headerFroms: ['example.com'],
    reporters: ['a.example', 'b.example'],
    trend: [],
    originators: [],
    forwarder: false,
    forwarderShare: 0,
    forwarderEvidence: [],
    unaligned: [],
    ...rest,
  };
}

/** A service of no catalogue. */
export const someService = (change: Partial<Service> = {}): Service => ({
  id: 'plant',
  name: 'Plant',
  kind: 'notification',
  url: '',
  ptr: [],
  spf: ['_spf.plant.example'],
  dkim: [],
  envelope: [],
  forwards: 'no',
  ...change,
});
