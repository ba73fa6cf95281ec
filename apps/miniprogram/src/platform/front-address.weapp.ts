export const useIsInFront = (_url: string): boolean => false
