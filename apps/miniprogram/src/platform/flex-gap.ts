/** Whether flex boxes know `gap`; where not, screens have the class `no-gap` (config/flex-gap). */
export declare const hasFlexGap: boolean
