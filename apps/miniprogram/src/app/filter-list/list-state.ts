import { storedText } from '@qingpin/contract/core/text'
import { useState } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { useDebounced } from '../use-debounced'
import type { Filter } from './filter'

export interface ListState<N extends string, S extends string> {
  /** In the search box, as it stands there. */
  readonly typed: string
  readonly filter: Filter<N>
  readonly sort: S
}

/** Only what every list has; a feature may keep more in its store. */
export interface ListStore<N extends string, S extends string> {
  readonly getState: () => ListState<N, S>
  readonly getInitialState: () => ListState<N, S>
  readonly setState: (part: Partial<ListState<N, S>>) => void
  readonly subscribe: (listener: (now: ListState<N, S>, before: ListState<N, S>) => void) => () => void
}

/** What a list shows. In a module it outlives its page; `useListState` makes one for a page. */
export const createListState = <T extends ListState<string, string>>(initial: T): StoreApi<T> =>
  createStore<T>(() => initial)

export const useListState = <N extends string, S extends string>(initial: ListState<N, S>): StoreApi<ListState<N, S>> =>
  useState(() => createListState(initial))[0]

/** What was searched for when typing last paused. */
export const useSearch = (
  list: Pick<StoreApi<{ readonly typed: string }>, 'getState' | 'getInitialState' | 'subscribe'>,
): string => storedText(useDebounced(useStore(list, ({ typed }) => typed)))
