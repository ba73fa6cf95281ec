import type { TabItem } from './tab-item'

/** 'system' follows the phone; dark tells what that means right now. */
export declare function showTheme(theme: 'system' | 'light' | 'dark', dark: boolean, scale: number): void

/** Whether the native bar took it: it refuses off a tab page, so tab pages ask again when they come to the front. */
export declare function showTabs(tabs: readonly TabItem[], dark: boolean): Promise<boolean>
