import type { TabItem } from './tab-item'

/** 'system' follows the phone; `dark` is the theme that results. */
export declare function showTheme(theme: 'system' | 'light' | 'dark', dark: boolean, scale: number): void

/** Whether the native bar was changed. It refuses while no tab page is in front, so tab pages try again when shown. */
export declare function showTabs(tabs: readonly TabItem[], dark: boolean): Promise<boolean>

/** Shows a number at a tab, or none for 0; whether it was changed, as with `showTabs`. */
export declare function showTabBadge(index: number, count: number): Promise<boolean>
