import type { PageLife } from './tabs.types'

export const onPageLeft = (_life: PageLife) => () => undefined
