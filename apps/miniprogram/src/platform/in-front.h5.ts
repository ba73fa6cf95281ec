export const isInFront = (): boolean => document.visibilityState === 'visible'
