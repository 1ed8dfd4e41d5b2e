import { serviceTable } from './service-table.ts';

export const hr = serviceTable(
  'hr',
  `
avature | Avature | https://www.avature.net | avature.net | all.spf.avature.net | | | no
b-ite | b-ite | https://www.b-ite.de | b-ite.com | _spf.b-ite.com | | | no
clinch-talent | Clinch Talent | https://www.clinchtalent.com | clinchtalent.com | mail.clinchtalent.com | | | no
cornerstone | Cornerstone OnDemand | https://www.cornerstoneondemand.com | csod.com | | csod.com | | no
docebo | Docebo | https://www.docebo.com | docebosaas.com | docebosaas.com | | | no
easycruit | EasyCruit (Visma) | https://www.visma.com/easycruit | easycruit.com | _spf.easycruit.com | | | no
emply | Emply (Lessor) | https://www.emply.com | emply.com | _spf.emply.com | | | no
greenhouse | Greenhouse | https://www.greenhouse.io | | | greenhouse.io us.greenhouse-mail.io | greenhouse-mail.io | no
jobaffinity | JobAffinity | https://jobaffinity.fr | jobaffinity.fr | spf.jobaffinity.fr | | | no
learnifier | Learnifier | https://learnifier.com | learnifier.se | _customdomain.learnifier.se | | | no
lever | Lever | https://www.lever.co | | | hire.lever.co | | no
nanolearning | Junglemap NanoLearning | https://junglemap.com | nanolearning.com | _spf.nanolearning.com nanolearning.com | | | no
recruitmail | Recruitmail | https://recruitmail.com | recruitmail.com | spf.recruitmail.com recruitmail.com | | | no
rexx-systems | rexx systems | https://www.rexx-systems.com | rexx-systems.com rexx-suite.com | _spf.rexx-systems.com _spf.rexx-suite.com | | | no
successfactors | SAP SuccessFactors | https://www.successfactors.com | successfactors.com successfactors.eu sapsf.com sapsf.eu | successfactors.eu _spf-dc33.sapsf.eu | | | no
ultipro | UKG Pro (UltiPro) | https://www.ukg.com | ultipro.com | _spf.ultipro.com | | | no
umantis | Abacus Umantis | https://www.umantis.com | umantis.com | spf.umantis.com spf.de.umantis.com | | | no
workday | Workday | https://www.workday.com | myworkday.com | | myworkday.com workday.com | myworkday.com | no
your-payroll | Employment Hero Payroll (KeyPay) | https://employmenthero.com | yourpayroll.io | spf.yourpayroll.io | | | no
`,
);
