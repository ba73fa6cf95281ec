export type { NotificationRow } from './notifications.table.ts'
export type { Describe, Described } from './notifications.view.ts'
export { type NewNotification, notify } from './notify.service.ts'
export { formatDayOfYear, formatMoment } from './notifications.rules.ts'
