'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { InputOf, OutOf, ParamsOf, WriteEndpoint } from '@/lib/api/endpoint'
import { write } from '@/lib/api/query'
import type { Place } from './places'

type AnyWrite = WriteEndpoint<string, unknown, unknown>

/**
 * A write, sent once at a time. Whatever came of it, all that was read of the account and region is read again: a
 * refused or lost write may have changed something, too.
 */
export function useWrite<E extends AnyWrite>(
  endpoint: E,
  params: ParamsOf<E> & Place,
  onDone: (answer: OutOf<E>) => void,
) {
  const client = useQueryClient()
  const underWay = useRef(false)
  const { mutate, ...state } = useMutation<OutOf<E>, unknown, InputOf<E>>({
    mutationFn: (body) => write(endpoint, params, body),
    retry: false,
    // Never held back until the browser is online again: by then nobody is looking.
    networkMode: 'always',
    onSuccess: onDone,
    onSettled: () => {
      underWay.current = false
      void client.invalidateQueries({ queryKey: [params.account, params.region] })
    },
  })
  /** A second press may come before the first one has been drawn: only the first is sent. */
  const send = (body: InputOf<E>) => {
    if (underWay.current) return
    underWay.current = true
    mutate(body)
  }
  return { ...state, send }
}
