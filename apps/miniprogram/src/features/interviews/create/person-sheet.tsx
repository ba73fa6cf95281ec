import { storedText } from '@qingpin/contract/core/text'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useQuery } from '@/app/query'
import { useDebounced } from '@/app/use-debounced'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { SearchBox } from '@/ui/search-box'
import { Sheet } from '@/ui/sheet'
import { Skeleton } from '@/ui/skeleton'
import { type Found, type Kind, PEOPLE, SEARCH_FROM } from './people'
import './person-sheet.scss'

interface PersonSheetProps {
  readonly kind: Kind
  readonly open: boolean
  readonly chosen: Found | undefined
  readonly onPick: (person: Found | undefined) => void
  readonly onClose: () => void
}

/** Picks a worker or a customer, found by name or number. */
export function PersonSheet({ kind, open, chosen, onPick, onClose }: PersonSheetProps) {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (open) setWords('')
  }, [open])
  const { title } = PEOPLE[kind]
  const pick = (person: Found | undefined) => {
    onPick(person)
    onClose()
  }
  const footer = chosen ? (
    <Button kind="plain" grow onTap={() => pick(undefined)}>
      {`不选${chosen.name}了`}
    </Button>
  ) : undefined
  return (
    <Sheet open={open} title={title} onClose={onClose} footer={footer}>
      <View className="ic-search">
        <SearchBox placeholder="姓名、手机尾号" value={words} onInput={setWords} focus={open} />
      </View>
      <View className="ic-found">
        <Results kind={kind} words={storedText(words)} enabled={open} onPick={pick} />
      </View>
    </Sheet>
  )
}

interface ResultsProps {
  readonly kind: Kind
  readonly words: string
  readonly enabled: boolean
  readonly onPick: (person: Found) => void
}

function Results({ kind, words, enabled, onPick }: ResultsProps) {
  const search = useDebounced(words)
  const long = [...search].length >= SEARCH_FROM
  const { none, find } = PEOPLE[kind]
  const query = useQuery(['pick', kind, search], () => find(search), { enabled: enabled && long, dropMs: 0 })
  if ([...words].length < SEARCH_FROM) return <View className="ic-hint">输两个字就开始找</View>
  if (query.error !== undefined) return <FieldError {...problemOf(query.error)} />
  if (query.offline && query.data === undefined) return <FieldError text="没连上网，连上再找。" />
  if (query.data === undefined || search !== words) return <Skeleton rows={2} />
  if (query.data.length === 0) return <View className="ic-hint">{`${none}，换个写法试试`}</View>
  return (
    <>
      {query.data.map((person) => (
        <Row key={person.id} title={person.name} note={person.note} opens={false} onTap={() => onPick(person)} />
      ))}
    </>
  )
}
