import type { TabLink } from './tabs.types'

/** Joins the tabs that use the same name. On the phone there are none, and nothing comes. */
export declare function linkTabs(name: string, onMessage: (message: unknown) => void): TabLink
