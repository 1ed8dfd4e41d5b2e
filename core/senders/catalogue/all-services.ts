import type { Service } from '../../model/sender.ts';
import { crm } from './crm.ts';
import { ecommerce } from './ecommerce.ts';
import { finance } from './finance.ts';
import { forwarder } from './forwarder.ts';
import { hosting } from './hosting.ts';
import { hr } from './hr.ts';
import { mailbox } from './mailbox.ts';
import { mailingList } from './mailing-list.ts';
import { marketing } from './marketing.ts';
import { monitoring } from './monitoring.ts';
import { notification } from './notification.ts';
import { securityGateway } from './security-gateway.ts';
import { support } from './support.ts';
import { survey } from './survey.ts';
import { ticket } from './ticket.ts';
import { transactional } from './transactional.ts';

/** Every known service. Large: import it through load-catalogue.ts, so that it stays out of the first load. */
export const allServices: Service[] = [
  ...crm,
  ...ecommerce,
  ...finance,
  ...forwarder,
  ...hosting,
  ...hr,
  ...mailbox,
  ...mailingList,
  ...marketing,
  ...monitoring,
  ...notification,
  ...securityGateway,
  ...support,
  ...survey,
  ...ticket,
  ...transactional,
];
