import { serviceTable } from './service-table.ts';

export const survey = serviceTable(
  'survey',
  `
123formbuilder | 123FormBuilder | https://www.123formbuilder.com | 123formbuilder.com | _spf.123formbuilder.com | | | no
alchemer | Alchemer | https://www.alchemer.com | alchemer.eu | _spf.alchemer.eu | | | no
defgo | Defgo | https://www.defgo.com | defgo.com defgo.net | _spf.defgo.net spf.defgo.com | | | no
formassembly | FormAssembly | https://www.formassembly.com | formassembly.com | spf1.formassembly.com | | | no
formdesk | Formdesk | https://www.formdesk.com | formdesk.com | spf.formdesk.com | | | no
insurvey | Insurvey | https://insurvey.com | insurvey.com | _spf.insurvey.com | | | no
medallia | Medallia | https://www.medallia.com | medallia.com | | medallia.com | | no
netigate | Netigate | https://www.netigate.net | netigate.se | _spf.netigate.se | | | no
qualtrics | Qualtrics | https://www.qualtrics.com | qualtrics.com qemailserver.com | _spf.qualtrics.com | qualtrics.com qemailserver.com | qemailserver.com | no
questback | Questback | https://www.questback.com | questback.com | _spf.questback.com | | | no
simplesurvey | SimpleSurvey | https://simplesurvey.com | simplesurvey.com | _spf.mailinvite.simplesurvey.com | | | no
surveymonkey | SurveyMonkey | https://www.surveymonkey.com | surveymonkey.com | spf.surveymonkey.com | surveymonkey.com | | no
tivian | Tivian | https://www.tivian.com | tivian.com | _spf.tivian.com | | | no
webropol | Webropol | https://webropol.com | webropolsurveys.com | mail.webropolsurveys.com | | | no
`,
);
