import { fact } from './fact.ts';

/** Status and sender of each address of a domain over all its reports; counts of all time go by it. */
export interface JudgedAddresses {
  at: number;
  addresses: string[];
  /** Places in SENDER_STATUS_ORDER. */
  status: Uint8Array;
  /** Sender of each address, as a number that means nothing else. */
  sender: Uint32Array;
  /** 1 where the address belongs to a service. */
  service: Uint8Array;
  /** Services among the senders; absent in what older versions kept. */
  services?: { key: string; name: string }[];
}

/** By policy domain. */
export const judgedAddresses = fact<JudgedAddresses>('senders');
