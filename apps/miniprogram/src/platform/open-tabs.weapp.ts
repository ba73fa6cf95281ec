export const tabId = (): string => ''
export const isOpenElsewhere = (_id: string): boolean => false
export const startOpenTabs = (): void => undefined
export const onTabClosed = (_listener: () => void) => () => undefined
