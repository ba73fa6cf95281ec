import { View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '@/app/api'
import { useQuery } from '@/app/query'
import { Screen } from '@/app/shell/screen'
import { useDebounced } from '@/app/use-debounced'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'
import { SearchBox } from '@/ui/search-box'
import { LIST_KEY, useCustomer } from '../api'
import '../transfers/transfers.scss'

interface FindOtherProps {
  readonly id: string
  readonly onPick: (id: string) => void
}

/** Searches the customer who may be the same person; begins with those of the same name. */
export function FindOther({ id, onPick }: FindOtherProps) {
  const { data: customer } = useCustomer(id)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? customer?.name ?? ''
  const search = useDebounced(text).trim()
  const found = useQuery(
    [...LIST_KEY, 'to-merge', search],
    () => api('GET /api/customers/miniprogram/list', { query: search ? { search, limit: 20 } : { limit: 20 } }),
    { enabled: customer !== undefined },
  )
  return (
    <Screen
      title="和哪位合并"
      query={found}
      pad={false}
      head={<SearchBox placeholder="姓名、手机尾号、编号" value={text} onInput={setTyped} />}
      isEmpty={({ customers }) => customers.every((one) => one.id === id)}
      empty={{ art: 'nothing-found', title: '没有找到另一位', text: '换个名字，或者用手机尾号搜' }}
    >
      {({ customers }) => (
        <View className="ct">
          <Card pad="rows">
            {customers
              .filter((one) => one.id !== id)
              .map((one) => (
                <Row
                  key={one.id}
                  title={one.name}
                  note={[one.phone, one.assignedTo && `${one.assignedTo.name}的客户`, one.leadSource]
                    .filter(Boolean)
                    .join('，')}
                  onTap={() => onPick(one.id)}
                />
              ))}
          </Card>
        </View>
      )}
    </Screen>
  )
}
