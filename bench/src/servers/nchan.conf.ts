/** One worker, like the others; nothing is logged, and nothing is checked. */
export function nchanConfig(options: { port: number; folder: string; modules: string; files: number }): string {
  return `
load_module ${options.modules}/ngx_nchan_module.so;
daemon off;
worker_processes 1;
worker_rlimit_nofile ${options.files};
pid ${options.folder}/nginx.pid;
error_log ${options.folder}/error.log warn;
events { worker_connections ${options.files - 512}; }
http {
  access_log off;
  client_body_temp_path ${options.folder}/body;
  proxy_temp_path ${options.folder}/proxy;
  nchan_shared_memory_size 512M;
  keepalive_requests 1000000;
  server {
    listen 127.0.0.1:${options.port} backlog=4096;
    location = /publish {
      nchan_publisher;
      nchan_channel_id bench;
      nchan_message_buffer_length 20000;
      nchan_message_timeout 10m;
    }
    location = /stream {
      nchan_subscriber eventsource;
      nchan_channel_id bench;
      nchan_subscriber_first_message newest;
    }
  }
}
`;
}
