import './tables.ts'

export { agendaHandlers } from './handlers.ts'
export { sendOver } from './mail.ts'
export { type MailToday, mailToday, Reminders } from './reminders.ts'
