import type { Service, ServiceKind } from '../../model/sender.ts';

/**
 * Reads services of one kind from a table, one line each, sorted by id:
 *
 *     id | name | home page | reverse names | SPF names | DKIM domains | envelope domains | forwards
 *
 * Domains are separated by blanks. A reverse name stands for itself and everything below it. SPF names are
 * those whose records publish the service's ranges. DKIM domains are hints only. `forwards` is `no`, `yes`
 * or `both`: whether the service relays mail that others wrote.
 */
export function serviceTable(kind: ServiceKind, table: string): Service[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [id, name, url, ptr, spf, dkim, envelope, forwards] = line.split('|').map((cell) => cell.trim());
      return {
        id: id!,
        name: name!,
        kind,
        url: url!,
        ptr: domains(ptr!),
        spf: domains(spf!),
        dkim: domains(dkim!),
        envelope: domains(envelope!),
        forwards: forwards as Service['forwards'],
      };
    });
}

function domains(cell: string): string[] {
  return cell === '' ? [] : cell.split(' ');
}
