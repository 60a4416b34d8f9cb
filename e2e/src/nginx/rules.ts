/** Lines of the nginx location through which the events go. */
export type ProxyRules = readonly string[];

/** What a careful operator writes. */
export const STREAMING: ProxyRules = [
  'proxy_http_version 1.1;',
  'proxy_set_header Connection "";',
  'proxy_buffering off;',
];

/** nginx's own defaults: HTTP/1.0 to the server behind, and buffers unless that one says otherwise. */
export const HTTP_1_0: ProxyRules = ['proxy_http_version 1.0;'];

/**
 * Holds every answer back until a buffer is full or the answer has ended. Only over HTTP/1.0: the chunks of HTTP/1.1 pass a
 * buffering nginx at once.
 */
export const BUFFERING: ProxyRules = [
  ...HTTP_1_0,
  'proxy_buffering on;',
  'proxy_ignore_headers X-Accel-Buffering;',
  'proxy_buffer_size 64k;',
  'proxy_buffers 8 64k;',
  'proxy_busy_buffers_size 64k;',
];

/** Cuts what is silent for 2 s. */
export const CUTTING: ProxyRules = [...STREAMING, 'proxy_read_timeout 2s;'];

/** A whole configuration. The page's Host and Origin go on as they are, so that a login is its own. `generation` is answered at `/_generation`: a reload takes effect some time after it was asked for. */
export function nginxConfig(options: {
  readonly port: number;
  readonly upstream: string;
  readonly rules: ProxyRules;
  readonly generation: number;
}): string {
  return `
daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log warn;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  proxy_max_temp_file_size 0;
  server {
    listen 127.0.0.1:${options.port};
    location = /_generation { return 200 "${options.generation}"; }
    location / {
      proxy_pass ${options.upstream};
      proxy_set_header Host $http_host;
    }
    location /api/v1/events {
      proxy_pass ${options.upstream};
      proxy_set_header Host $http_host;
      ${options.rules.join('\n      ')}
    }
  }
}
`;
}
