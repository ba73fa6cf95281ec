import type { CalendarEntry } from './calendar.types'

/** Puts an hour into the person's own calendar; false where the phone refused or it was not wanted. */
export declare function addToCalendar(entry: CalendarEntry): Promise<boolean>
