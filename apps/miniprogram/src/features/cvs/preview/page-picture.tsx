import { Image, View } from '@tarojs/components'
import { useEffect } from 'react'
import { Button } from '@/ui/button'
import { Tap } from '@/ui/tap'
import { Icon } from '@/ui/icon'
import { readError } from '@/ui/read-error'
import { usePagePicture } from './use-pages'

interface PageProps {
  readonly id: string
  readonly version: number
  readonly page: number
  readonly pages: number
  /** Called with the file of the page, and with undefined when the file is removed. */
  readonly onFile: (page: number, path: string | undefined) => void
  readonly onTap: (path: string) => void
}

/** Stands where a page will be. */
export function Coming({ children }: { readonly children: string }) {
  return (
    <View className="cvp-page__none" role="status">
      <Icon name="refresh" className="q-spin" />
      <View>{children}</View>
    </View>
  )
}

/** One page as it will be printed; a tap enlarges it. */
export function PagePicture({ id, version, page, pages, onFile, onTap }: PageProps) {
  const { file, error, retry } = usePagePicture(id, version, page)
  useEffect(() => {
    onFile(page, file?.path)
    return () => onFile(page, undefined)
  }, [page, file, onFile])
  return (
    <View className="cvp-page">
      <View className="cvp-page__sheet">
        {file ? (
          <Tap className="cvp-page__tap" label={`第${page}页，点开放大`} onTap={() => onTap(file.path)}>
            <Image className="cvp-page__picture" src={file.path} mode="aspectFit" />
          </Tap>
        ) : error === undefined ? (
          <Coming>正在取这一页</Coming>
        ) : null}
        {error === undefined ? null : (
          <View className="cvp-page__none">
            <View>{readError(error).title}</View>
            <Button kind="plain" size="m" onTap={retry}>
              再试一次
            </Button>
          </View>
        )}
      </View>
      <View className="cvp-page__no">{`第${page}页，共${pages}页`}</View>
      {file && page === 1 ? <View className="cvp-page__no">点一下，放大看</View> : null}
    </View>
  )
}
