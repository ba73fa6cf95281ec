export { type SmsForm, useSmsForm } from './sms-code'
export { SmsFields } from './sms-fields'
